#!/bin/bash
# Perl's Mail::DeliveryStatus::BounceParser goes on writing to dead addresses, because somebody else got the mail. It is
# there to find out from bounces whose address does not exist any more. A report may tell of several people, each with
# an Action of its own: failed, delayed, delivered, relayed or expanded; so it is in RFC 3464's own example of a report
# on several (https://www.rfc-editor.org/rfc/rfc3464, appendix E). At the first person whose mail is merely delayed, or
# was delivered, BounceParser stops, and says that the message is no bounce: of those who failed, the ones further up
# stand in a list that nobody asks for then, and those below nowhere. Python's flufl.bounce, with which Mailman reads
# bounces, and Sisimai find both. With one report for each person all three agree.
#
# Fetches the three and what they need from Debian 12 into a temporary folder (needs apt-get, Perl and Python 3), and
# lets them read two reports on three people. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq libmail-deliverystatus-bounceparser-perl=1.543+repacked-1 libmailtools-perl libmime-tools-perl \
	libconvert-binhex-perl libtimedate-perl libsisimai-perl=4.25.15-1 libclass-accessor-lite-perl libjson-perl \
	python3-flufl.bounce=4.0-3 python3-public python3-zope.interface python3-pkg-resources 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done

report() {
	printf '%s\n' 'From MAILER-DAEMON Sun Nov 29 10:00:00 2026' 'From: Mail Delivery System <MAILER-DAEMON@mail.example.net>' \
		'To: news@example.org' 'Date: Sun, 29 Nov 2026 10:00:00 +0000' 'Subject: Returned mail: see transcript for details' \
		'MIME-Version: 1.0' 'Content-Type: multipart/report; report-type=delivery-status; boundary="b"' '' \
		'--b' 'Content-Type: text/plain' '' 'The mail system could not deliver your message to everybody.' '' \
		'--b' 'Content-Type: message/delivery-status' '' 'Reporting-MTA: dns; mail.example.net' ''
	local person
	for person in "$@"; do
		set -- ${person//:/ }
		printf '%s\n' "Final-Recipient: rfc822; $1@example.com" "Action: $2" "Status: $3"
		[ "$2" != failed ] || printf '%s\n' "Diagnostic-Code: smtp; 550 5.1.1 <$1@example.com>: Recipient address rejected: User unknown"
		echo
	done
	printf '%s\n' '--b' 'Content-Type: message/rfc822' '' 'From: news@example.org' 'To: friends@example.org' \
		'Message-ID: <1@example.org>' 'Subject: News' '' 'Hello' '' '--b--'
}
report ann:failed:5.1.1 bob:delivered:2.0.0 cy:failed:5.1.1 >delivered
report ann:failed:5.1.1 bob:delayed:4.2.2 cy:failed:5.1.1 >delayed
report ann:failed:5.1.1 cy:failed:5.1.1 >failed

cat >read.pl <<'PL'
use strict;
use Mail::DeliveryStatus::BounceParser;
use Sisimai;
my $file = shift;
open my $handle, '<', $file or die;
my $bounce = Mail::DeliveryStatus::BounceParser->new(do { local $/; <$handle> });
print "  BounceParser: ", ($bounce->is_bounce ? 'a bounce' : 'no bounce'), ', ', join(' ', $bounce->addresses) || 'nobody', "\n";
my $found = Sisimai->make($file) || [];
print "  Sisimai: ", join(' ', map { $_->recipient->address } grep { $_->deliverystatus =~ /^5/ } @$found), "\n";
PL
cat >read.py <<'PY'
import email, sys
from flufl.bounce import all_failures
with open(sys.argv[1], 'rb') as file:
    temporary, permanent = all_failures(email.message_from_binary_file(file))
print('  flufl.bounce:', ' '.join(sorted(address.decode() for address in permanent)))
PY
found=$(for file in failed delivered delayed; do
	echo "$file"
	tail -n +2 $file >$file.eml
	PERL5LIB=usr/share/perl5 perl read.pl $file.eml
	PYTHONPATH=usr/lib/python3/dist-packages python3 -W ignore read.py $file.eml
done)
echo "$found"
[ "$found" = 'failed
  BounceParser: a bounce, ann@example.com cy@example.com
  Sisimai: ann@example.com cy@example.com
  flufl.bounce: ann@example.com cy@example.com
delivered
  BounceParser: no bounce, ann@example.com
  Sisimai: ann@example.com cy@example.com
  flufl.bounce: ann@example.com cy@example.com
delayed
  BounceParser: no bounce, ann@example.com
  Sisimai: ann@example.com cy@example.com
  flufl.bounce: ann@example.com cy@example.com' ] || exit 1
