// The DNS of the fuzzed checks of senders: one domain that signs. Its keys are written by the side that makes the mails.
const DOMAIN = 'office.example';

export const SIGNER = { domain: DOMAIN, selector: 'fuzz' };
/** A key that no mail here is signed with: parsing and look-ups are under test, not the mathematics. */
const KEY = 'MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=';

/** TXT records by name. */
export const ZONE: Readonly<Record<string, string>> = {
  [`_dmarc.${DOMAIN}`]: 'v=DMARC1; p=reject; adkim=s',
  [`${SIGNER.selector}._domainkey.${DOMAIN}`]: `v=DKIM1; k=ed25519; p=${KEY}`,
};
