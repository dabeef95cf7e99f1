#!/bin/bash
# R reads the house numbers 12E and 7E as 12 and 7. read.csv takes a column for numbers if each cell is one, and to R a
# number may end with the E of an exponent that is not there. So where all flats of a house are 1E, 2E and 3E, or all
# people of a segment live in such, they are written as 1, 2 and 3 into the next file; with one 4F among them all stay
# as they are. In the same way IDs that are all hexadecimal come back decimal (0x1F as 31). R's documentation
# (?NumericConstants) says that digits follow the E. With `colClasses = "character"` every cell stays.
#
# Fetches R from Debian 12 into a temporary folder (25 MB, needs apt-get) and reads two segments. Exits with 1 if this
# changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq r-base-core=4.2.2.20221110-2 libblas3 liblapack3 libtirpc3 libgfortran5 libcurl4 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done

cat >read.R <<'R'
cat('R', as.character(getRversion()), '\n')
for (file in c('east.csv', 'all.csv')) write.csv(read.csv(file), row.names = FALSE, quote = FALSE)
write.csv(read.csv('east.csv', colClasses = 'character'), row.names = FALSE, quote = FALSE)
R
printf '%s\n' email,house,id ann@example.com,12E,0x1F bob@example.com,7E,0x20 >east.csv
(cat east.csv && echo cy@example.com,4F,9g) >all.csv
lib=$folder/usr/lib/$(uname -m)-linux-gnu
found=$(R_HOME=$folder/usr/lib/R LD_LIBRARY_PATH=$folder/usr/lib/R/lib:$lib:$lib/blas:$lib/lapack \
	R_DEFAULT_PACKAGES=utils usr/lib/R/bin/exec/R --vanilla --no-echo -f read.R)
echo "$found"
[[ $found == *'email,house,id
ann@example.com,12,31
bob@example.com,7,32
email,house,id
ann@example.com,12E,0x1F
bob@example.com,7E,0x20
cy@example.com,4F,9g
email,house,id
ann@example.com,12E,0x1F
bob@example.com,7E,0x20' ]] || exit 1
