#!/bin/bash
# pycountry takes somebody from the UK for a Ugandan, and one from Niger for a Nigerian. Its search_fuzzy() gives the
# countries that a text may mean, the best one first, and what reads addresses takes that. It looks for the text within
# the names of countries and of their provinces: 29 countries hold "uk" (Luuka is a district of Uganda), and the United
# Kingdom is not among them. A province that is called just so counts nearly as much as a country that is, so Nigeria,
# which has a state Niger and the word in its own name, comes before Niger; the documentation says that countries' names
# come first. Where two are equal, as the Koreas, the alphabet decides. lookup(), which compares whole names, finds Niger
# and says of the others that it knows none.
#
# Fetches pycountry and the codes of countries from Debian 12 into a temporary folder (needs apt-get and Python 3), and
# looks for three countries. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq python3-pycountry=22.3.5+ds1-1 iso-codes=4.15.0-1 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
# Debian's package looks for the codes where they would be installed.
sed -i "s#'/usr/share#'$folder/usr/share#" usr/lib/python3/dist-packages/pycountry/__init__.py

cat >find.py <<'PY'
import sys
sys.path.insert(0, 'usr/lib/python3/dist-packages')
from pycountry import countries

print(f'pycountry 22.3.5, {len(countries)} countries')
for name in ['UK', 'Niger', 'Korea']:
    found = [country.alpha_2 for country in countries.search_fuzzy(name)]
    try:
        known = countries.lookup(name).alpha_2
    except LookupError:
        known = 'none'
    print(f'{name}: {" ".join(found[:3])} (of {len(found)}), GB: {"GB" in found}, by its whole name: {known}')
PY
found=$(python3 -W ignore find.py)
echo "$found"
[[ $found == *'UK: UG UA LV (of 29), GB: False, by its whole name: none
Niger: NG NE (of 2), GB: False, by its whole name: NE
Korea: KP KR (of 2), GB: False, by its whole name: none' ]] || exit 1
