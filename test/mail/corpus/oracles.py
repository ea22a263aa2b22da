# Asks Debian's Python libraries about mails: dkim about each signature, authheaders about DMARC.
# Reads a folder made by oracles.ts: zone.json, which is all the DNS there is; NAME.eml; NAME.mail with what DNS answers otherwise for it.
# Prints one JSON line a mail.
import json
import logging
import pathlib
import sys

import dkim
from authheaders import dmarc_per_from
from authres import DKIMAuthenticationResult, SPFAuthenticationResult

logging.disable(logging.CRITICAL)


class Unanswered(Exception):
    """The name server failed for now."""


def look_up(zone):
    def dns(name, timeout=5):
        name = (name.decode('latin1') if isinstance(name, bytes) else name).rstrip('.').lower()
        found = zone.get(name)
        if isinstance(found, dict):
            if found['error'] in ('ENOTFOUND', 'ENODATA'):
                return None
            raise Unanswered(found['error'])
        return found[0].encode('latin1') if found else None

    return dns


def signatures(raw, zone):
    count = sum(1 for name, _ in dkim.DKIM(raw).headers if name.lower() == b'dkim-signature')
    return [verdict(raw, at, zone) for at in range(min(count, 10))]


def verdict(raw, at, zone):
    try:
        return 'pass' if dkim.DKIM(raw, minkey=2048).verify(idx=at, dnsfunc=look_up(zone)) else 'fail'
    except Exception as error:
        return 'fail: %s %s' % (type(error).__name__, str(error)[:80])


def dmarc_of(domain, zone, passing):
    """Whether one of the passing signatures makes DMARC pass; authheaders takes one result at a time.
    The domain is given: authheaders 0.15.2 by itself reads an address only up to a hyphen of its domain. And .com stands for
    .example, which its list of public suffixes does not have."""
    def known(name):
        return name[: -len('example')] + 'com' if name.endswith('.example') else name

    zone = {known(name): found for name, found in zone.items()}

    def dns(name):
        found = look_up(zone)(name)
        return found.decode('latin1') if found else ''

    none = SPFAuthenticationResult(result='none')
    results = [DKIMAuthenticationResult(result='pass', header_d=known(one)) for one in passing]
    given = [dmarc_per_from(known(domain), none, result, dns)[0] for result in results or [None]]
    return 'pass' if 'pass' in given else given[0]


def attempt(ask):
    try:
        return ask()
    except Exception as error:
        return 'fail: %s' % type(error).__name__


def main(folder):
    shared = json.loads((pathlib.Path(folder) / 'zone.json').read_text())
    for mail in sorted(pathlib.Path(folder).glob('*.eml')):
        raw = mail.read_bytes()
        asked = json.loads(mail.with_suffix('.mail').read_text())
        zone = {**shared, **asked['zone']}
        found = attempt(lambda: signatures(raw, zone))
        print(json.dumps({
            'dkim': found if isinstance(found, list) else [],
            'dmarc': attempt(lambda: dmarc_of(asked['from'], zone, asked['passing']) if asked['from'] else 'not asked'),
        }))


main(sys.argv[1])
