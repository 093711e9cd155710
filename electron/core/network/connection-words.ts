// What codes of sockets and of TLS mean, in words that complete a sentence. Knows no host and no failure kinds.

/** "… cannot be reached: …" */
export const socketWords: Record<string, string> = {
  ECONNREFUSED: 'nothing is listening there',
  ECONNRESET: 'the connection was reset',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name could not be looked up',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  UND_ERR_SOCKET: 'the other side closed the connection',
  UND_ERR_CONNECT_TIMEOUT: 'it did not answer in time',
  ETIMEDOUT: 'it did not answer in time',
};

const tlsWords: readonly [RegExp, string][] = [
  [/^CERT_HAS_EXPIRED$/, 'its certificate has expired'],
  [/^CERT_NOT_YET_VALID$/, 'its certificate is not valid yet; the clock of this computer may be wrong'],
  [/ALTNAME_INVALID$|^HOSTNAME_MISMATCH$/, 'its certificate is for another host'],
  [/^DEPTH_ZERO_SELF_SIGNED_CERT$/, 'its certificate is signed by itself'],
  [
    /^SELF_SIGNED_CERT_IN_CHAIN$|^UNABLE_TO_(GET_ISSUER_CERT|GET_ISSUER_CERT_LOCALLY|VERIFY_LEAF_SIGNATURE)$|^CERT_UNTRUSTED$/,
    'its certificate is from an issuer this computer does not know',
  ],
  [/^CERT_REVOKED$/, 'its certificate was revoked'],
  [
    /^ERR_SSL_.*(PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW)/,
    'it only offers outdated encryption',
  ],
  [
    /^ERR_SSL_(WRONG_VERSION_NUMBER|HTTP_REQUEST|PACKET_LENGTH_TOO_LONG)$/,
    'it does not speak TLS at this port',
  ],
];

/** "The secure connection to … failed: …" */
export const tlsReason = (code: string): string =>
  tlsWords.find(([pattern]) => pattern.test(code))?.[1] ?? `TLS reported ${code}`;

/** Codes of Node and OpenSSL that mean that no secure connection came about. */
export const isTlsCode = (code: string): boolean =>
  /^(CERT_|ERR_TLS_|ERR_SSL_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|EPROTO$|HOSTNAME_MISMATCH)/.test(code);
