#!/bin/bash
# Two modules of Perl's that bring people's names into order do not know short first names. Lingua::EN::NameParse takes
# a name of two letters for initials, if it is not told otherwise: Jo, Ed and Al have no first name, and the name that
# it writes in proper case is JO Lee. Lingua::EN::NameCase, which makes "Ann Lee" of ANN LEE, writes al Green, where Al
# is the first name, and lo Ray; Vi Nguyen and Xi Li stay VI and XI, as if they were the sixth and the eleventh of their
# names. Who greets people by them writes "Dear JO" and "Dear al", as none of them has written it.
#
# Fetches both from Debian 12 into a temporary folder (needs apt-get and Perl 5.36), and gives them a few names. Exits
# with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq liblingua-en-nameparse-perl=1.38-1 liblingua-en-namecase-perl=1.21-2 libparse-recdescent-perl 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done

cat >names.pl <<'EOF'
use Lingua::EN::NameParse;
use Lingua::EN::NameCase 'NameCase';
my $parser = Lingua::EN::NameParse->new(auto_clean => 1);
for my $name ('Ann Lee', 'Jo Lee', 'Ed Ray', 'Al Green') {
	$parser->parse($name);
	my %parts = $parser->components;
	print join(' | ', $name, map({ "$_ $parts{$_}" } grep { $parts{$_} } sort keys %parts), $parser->case_all), "\n";
}
print join(', ', map { NameCase($_) } 'ANN LEE', 'AL GREEN', 'VI NGUYEN', 'XI LI', 'LO RAY'), "\n";
EOF
ls liblingua*.deb
found=$(PERL5LIB=usr/share/perl5 perl names.pl)
echo "$found"
[ "$found" = 'Ann Lee | given_name_1 Ann | surname_1 Lee | Ann Lee
Jo Lee | initials_1 JO | surname_1 Lee | JO Lee
Ed Ray | initials_1 ED | surname_1 Ray | ED Ray
Al Green | initials_1 AL | surname_1 Green | AL Green
Ann Lee, al Green, VI Nguyen, XI LI, lo Ray' ] || exit 1
