#!/bin/bash
# Perl's Spreadsheet::ParseODS puts a 1 into the place of a line break: from "1 Main St" and, below it in the same cell,
# "Flat 2" becomes "1 Main St1Flat 2", and "Lee" above "Ray" in a name is "Lee1Ray". An OpenDocument sheet (.ods) may
# hold a line break as an element of its own (text:line-break, OpenDocument 1.2 part 1, 6.1.5), which is how Gnumeric
# writes it. The module knows some elements within a text, and of any other it warns; of the warning it takes what
# `warn` returns, a 1, for the text. Spreadsheet::Read, by which many programs in Perl read whatever sheet people send,
# reads .ods by it. A line break that LibreOffice writes as two paragraphs is kept.
#
# Fetches the module and what it needs from Debian 12 into a temporary folder (needs apt-get and Perl 5.36), and reads
# two people. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
packages=(libspreadsheet-readsxc-perl=0.35-1)
for name in archive-zip filter-signatures moo class-method-modifiers role-tiny sub-quote module-runtime perlio-gzip \
	perlx-maybe xml-twig xml-xpath xml-xpathengine xml-parser uri; do packages+=("lib$name-perl"); done
apt-get download -qq "${packages[@]}" libexpat1 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done

cat >write.pl <<'EOF'
use Archive::Zip ':CONSTANTS';
sub cell { join '', '<table:table-cell table:style-name="Default" office:value-type="string">', (map {"<text:p>$_</text:p>"} @_), '</table:table-cell>' }
my @rows = (
	[cell('email'), cell('last'), cell('street')],
	[cell('ann@example.com'), cell('Lee<text:line-break/>Ray'), cell('1 Main St<text:line-break/>Flat 2')],
	[cell('bob@example.com'), cell('Ray'), cell('2 High St', 'Flat 3')],
);
my $table = join '', map {'<table:table-row>' . join('', @$_) . '</table:table-row>'} @rows;
my $urn = 'urn:oasis:names:tc:opendocument:xmlns';
my $names = join ' ', map {qq(xmlns:$_="$urn:$_:1.0")} qw(office table text style);
my $zip = Archive::Zip->new;
$zip->addString('application/vnd.oasis.opendocument.spreadsheet', 'mimetype');
$zip->addString(qq(<manifest:manifest xmlns:manifest="$urn:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/></manifest:manifest>), 'META-INF/manifest.xml');
$zip->addString(qq(<office:document-styles $names office:version="1.2"><office:styles><style:style style:name="Default" style:family="table-cell"/></office:styles></office:document-styles>), 'styles.xml');
$zip->addString(qq(<office:document-settings $names office:version="1.2"><office:settings/></office:document-settings>), 'settings.xml');
$zip->addString(qq(<office:document-content $names office:version="1.2"><office:body><office:spreadsheet><table:table table:name="people">$table</table:table></office:spreadsheet></office:body></office:document-content>), 'content.xml');
$_->desiredCompressionMethod(COMPRESSION_DEFLATED) for grep {$_->fileName ne 'mimetype'} $zip->members;
$zip->writeToFileNamed('people.ods');
EOF
cat >read.pl <<'EOF'
use Spreadsheet::ParseODS;
my $sheet = Spreadsheet::ParseODS->new->parse('people.ods')->worksheet('people');
my ($first, $last) = $sheet->row_range;
for my $row ($first .. $last) {
	print join(' | ', map {$sheet->get_cell($row, $_)->value =~ s/\n/\\n/gr} 0 .. 2), "\n";
}
EOF
run() { LD_LIBRARY_PATH=$(echo usr/lib/*-linux-gnu):$(echo lib/*-linux-gnu) PERL5LIB=usr/share/perl5:$(echo usr/lib/*/perl5/5.*) perl "$@" 2>/dev/null; }
run write.pl
ls libspreadsheet-readsxc*.deb
found=$(run read.pl)
echo "$found"
[ "$found" = 'email | last | street
ann@example.com | Lee1Ray | 1 Main St1Flat 2
bob@example.com | Ray | 2 High St\nFlat 3' ] || exit 1
