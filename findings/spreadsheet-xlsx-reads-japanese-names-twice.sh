#!/bin/bash
# Perl's Spreadsheet::XLSX gives everybody in Japan two names in one. Where somebody types a Japanese name, Excel keeps
# beside it how it is read, in other letters, to sort people by it (rPh, ECMA-376 part 1, 18.4.6); nobody sees it in
# the sheet. Spreadsheet::XLSX puts both together: 空木澄 is 空木澄ウツギスミ, in names, streets and cities alike, and all that
# was typed elsewhere is right. An & stays as the file has it, so Bolt & Sons are "Bolt &amp; Sons". A text that stands
# in the cell itself, as XlsxWriter writes large sheets (https://xlsxwriter.readthedocs.io/workbook.html), is left out.
#
# Fetches Spreadsheet::XLSX and what it needs from Debian 12 into a temporary folder (needs apt-get and Perl), writes a
# sheet as Excel does, and reads it. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq libspreadsheet-xlsx-perl=0.17-1 libarchive-zip-perl libspreadsheet-parseexcel-perl libole-storage-lite-perl \
	libio-stringy-perl libcrypt-rc4-perl libdigest-perl-md5-perl 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done

cat >read.pl <<'PL'
use strict;
use Archive::Zip;
use Spreadsheet::XLSX;

my $main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
my $office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
my $package = 'http://schemas.openxmlformats.org/package/2006';
my $kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
my @texts = ('<t>空木澄</t><rPh sb="0" eb="2"><t>ウツギ</t></rPh><rPh sb="2" eb="3"><t>スミ</t></rPh><phoneticPr fontId="1"/>',
	'<t>Yoake</t>', '<t>Ann Lee</t>', '<t>Bolt &amp; Sons</t>', '<t>Acme</t>');
my %parts = (
	'[Content_Types].xml' => qq(<Types xmlns="$package/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)
		. qq(<Override PartName="/xl/workbook.xml" ContentType="$kind.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="$kind.worksheet+xml"/>)
		. qq(<Override PartName="/xl/sharedStrings.xml" ContentType="$kind.sharedStrings+xml"/></Types>),
	'_rels/.rels' => qq(<Relationships xmlns="$package/relationships"><Relationship Id="rId1" Type="$office/officeDocument" Target="xl/workbook.xml"/></Relationships>),
	'xl/workbook.xml' => qq(<workbook xmlns="$main" xmlns:r="$office"><sheets><sheet name="people" sheetId="1" r:id="rId1"/></sheets></workbook>),
	'xl/_rels/workbook.xml.rels' => qq(<Relationships xmlns="$package/relationships"><Relationship Id="rId1" Type="$office/worksheet" Target="worksheets/sheet1.xml"/>)
		. qq(<Relationship Id="rId2" Type="$office/sharedStrings" Target="sharedStrings.xml"/></Relationships>),
	'xl/sharedStrings.xml' => qq(<sst xmlns="$main" count="5" uniqueCount="5">) . join('', map { "<si>$_</si>" } @texts) . '</sst>',
	'xl/worksheets/sheet1.xml' => qq(<worksheet xmlns="$main"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>)
		. '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="s"><v>3</v></c></row>'
		. '<row r="3"><c r="A3" t="inlineStr"><is><t>Bob May</t></is></c><c r="B3" t="s"><v>4</v></c></row></sheetData></worksheet>',
);
my $zip = Archive::Zip->new;
$zip->addString(qq(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n$parts{$_}), $_) for sort keys %parts;
$zip->writeToFileNamed('people.xlsx');

my ($sheet) = @{Spreadsheet::XLSX->new('people.xlsx')->{Worksheet}};
for my $row (0 .. $sheet->{MaxRow}) {
	print join(' | ', map { defined $_ ? $_->{Val} : '(none)' } @{$sheet->{Cells}[$row]}[0, 1]), "\n";
}
PL
found=$(PERL5LIB=usr/share/perl5:$(echo usr/lib/*/perl5/5.*) perl read.pl)
echo "$found"
[ "$found" = "空木澄ウツギスミ | Yoake
Ann Lee | Bolt &amp; Sons
(none) | Acme" ] || exit 1
