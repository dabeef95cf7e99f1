#!/bin/bash
# univocity-parsers, one of the quickest readers of CSV for Java, reads an export of Shopify's orders as empty. Its first
# column is the number of the order, #1001, and to univocity, unless a program says otherwise, a line that begins with # is
# a comment. CSV has no comments (https://www.rfc-editor.org/rfc/rfc4180). So all orders, and all who ordered, are passed
# over without a word, also where the format is to be detected; of a list by companies "#1 Plumbing" alone is missing. In
# quotation marks the cell is read, and univocity's own writer sets them; Shopify has no reason to. Commons CSV, which
# other programs in Java use, finds everybody.
#
# Fetches univocity-parsers, Commons CSV, Java and a compiler from Debian 12 into a temporary folder (60 MB, needs
# apt-get), and reads a file of two orders with each. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq openjdk-17-jre-headless libunivocity-parsers-java=2.9.1-1 libcommons-csv-java=1.9.0-1 libeclipse-jdt-core-java 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
java=$(echo usr/lib/jvm/java-17-openjdk-*)
# Debian's Java has its settings in /etc.
rm -rf "$java/conf" "$java/lib/security"
cp -r etc/java-17-openjdk "$java/conf"
cp -r etc/java-17-openjdk/security "$java/lib/security"

cat >Read.java <<'JAVA'
import com.univocity.parsers.csv.*;
import java.io.File;
import java.io.FileReader;
import org.apache.commons.csv.CSVFormat;

public class Read {
	static void univocity(String how, CsvParserSettings settings, String file) {
		settings.setHeaderExtractionEnabled(true);
		System.out.print("univocity, " + how + ":");
		for (String[] row : new CsvParser(settings).parseAll(new File(file))) System.out.print(" " + row[1]);
		System.out.println();
	}

	public static void main(String[] arguments) throws Exception {
		for (String file : new String[] { "orders.csv", "quoted.csv", "companies.csv" }) {
			univocity(file, new CsvParserSettings(), file);
			CsvParserSettings detected = new CsvParserSettings();
			detected.detectFormatAutomatically();
			univocity(file + ", detected", detected, file);
			System.out.print("Commons CSV, " + file + ":");
			CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).build();
			format.parse(new FileReader(file)).forEach(row -> System.out.print(" " + row.get(1)));
			System.out.println();
		}
	}
}
JAVA
printf '%s\n' Name,Email,Total '#1001,ann@example.com,12.50' '#1002,bob@example.com,20.00' >orders.csv
sed 's/#[0-9]*/"&"/' orders.csv >quoted.csv
printf '%s\n' Company,Email '#1 Plumbing,ann@example.com' 'Acme,bob@example.com' >companies.csv
classes=usr/share/java/univocity-parsers.jar:usr/share/java/commons-csv.jar
"$java/bin/java" -cp usr/share/java/eclipse-jdt-core.jar org.eclipse.jdt.internal.compiler.batch.Main -17 -proc:none -cp "$classes" Read.java
ls libunivocity*.deb libcommons-csv*.deb
found=$("$java/bin/java" -cp ".:$classes" Read)
echo "$found"
[ "$found" = 'univocity, orders.csv:
univocity, orders.csv, detected:
Commons CSV, orders.csv: ann@example.com bob@example.com
univocity, quoted.csv: ann@example.com bob@example.com
univocity, quoted.csv, detected: ann@example.com bob@example.com
Commons CSV, quoted.csv: ann@example.com bob@example.com
univocity, companies.csv: bob@example.com
univocity, companies.csv, detected: bob@example.com
Commons CSV, companies.csv: ann@example.com bob@example.com' ] || exit 1
