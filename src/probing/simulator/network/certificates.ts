// The library below is put together by decorators, which need this to be there first.
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import { createSecureContext, type SecureContext } from 'node:tls';
import * as x509 from '@peculiar/x509';

/** Certificates for whatever host a client believes it speaks to. */
export interface Certificates {
  /** PEM of the authority that signed them. */
  readonly authority: string;
  /** For clients that ask for an address, and hence name no host. */
  readonly fallback: { readonly key: string; readonly cert: string };
  contextFor(host: string): Promise<SecureContext>;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const day = 24 * 60 * 60 * 1000;
/** Hosts come from what clients ask for: somebody could ask for many. */
const mostHosts = 1000;

export async function makeCertificates(): Promise<Certificates> {
  const authority = await makeAuthority();
  const leafKeys = await makeKeys();
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', leafKeys.privateKey);
  const key = `-----BEGIN PRIVATE KEY-----\n${Buffer.from(pkcs8).toString('base64')}\n-----END PRIVATE KEY-----\n`;
  const contexts = new Map<string, Promise<SecureContext>>();
  const sign = async (host: string) => createSecureContext({ key, cert: await leafFor([host], authority, leafKeys) });
  return {
    authority: authority.certificate.toString('pem'),
    fallback: { key, cert: await leafFor(['localhost', '127.0.0.1'], authority, leafKeys) },
    contextFor(host) {
      const known = contexts.get(host);
      if (known !== undefined) return known;
      if (contexts.size >= mostHosts) contexts.clear();
      const made = sign(host);
      contexts.set(host, made);
      return made;
    },
  };
}

interface Authority {
  readonly certificate: x509.X509Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
}

async function makeKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

async function makeAuthority(): Promise<Authority> {
  const keys = await makeKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...lifetime(),
    name: 'CN=synclint simulator',
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate, keys };
}

/** Hosts stand in the alternative name alone: a common name holds 64 characters. */
async function leafFor(
  hosts: readonly string[],
  { certificate, keys }: Authority,
  leafKeys: webcrypto.CryptoKeyPair,
): Promise<string> {
  const leaf = await x509.X509CertificateGenerator.create({
    ...lifetime(),
    subject: 'CN=simulated host',
    issuer: certificate.subject,
    publicKey: leafKeys.publicKey,
    signingKey: keys.privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.SubjectAlternativeNameExtension(
        hosts.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value })),
      ),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      await x509.AuthorityKeyIdentifierExtension.create(keys.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(leafKeys.publicKey),
    ],
  });
  return leaf.toString('pem');
}

function lifetime() {
  const serialNumber = Buffer.from(webcrypto.getRandomValues(new Uint8Array(12))).toString('hex');
  return {
    serialNumber: `01${serialNumber}`,
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + 30 * day),
  };
}
