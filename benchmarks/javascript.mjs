// The JavaScript reference as one engine; it speaks the language of child.py.
// Run by run.py from benchmarks/.peers, where its packages are.
import {createInterface} from 'node:readline';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';

const documents = new Map();
const batches = new Map();
let signer;

async function documentLoader(url) {
  const document = documents.get(url);
  if(!document) {
    throw new Error(`Not at hand: ${url}`);
  }
  return {contextUrl: null, documentUrl: url, document};
}

async function setUp({contexts, seed, controller, method}) {
  for(const [url, document] of Object.entries(contexts)) {
    documents.set(url, document);
  }
  const pair = await Ed25519Multikey.generate(
    {seed: Uint8Array.from(seed), id: method, controller});
  const key = await pair.export({publicKey: true, includeContext: true});
  documents.set(method, key);
  documents.set(controller, {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: controller,
    verificationMethod: [key],
    assertionMethod: [method]
  });
  signer = pair.signer();
  return {};
}

async function issue(credential) {
  const suite = new DataIntegrityProof({signer, cryptosuite, date: '2026-05-04T12:00:00Z'});
  const now = '2026-05-04T12:00:00Z';
  return JSON.stringify(await vc.issue({credential, suite, documentLoader, now}));
}

async function verify(text) {
  const result = await vc.verifyCredential({
    credential: JSON.parse(text),
    suite: new DataIntegrityProof({cryptosuite}),
    documentLoader,
    now: '2026-05-05T00:00:00Z'
  });
  if(!result.verified) {
    throw result.error;
  }
  return true;
}

async function round({name, what, from, to}) {
  const us = [];
  const results = [];
  for(const item of batches.get(name).slice(from, to)) {
    const copy = what === 'issue' ? structuredClone(item) : item;
    const before = process.cpuUsage();
    const result = await (what === 'issue' ? issue(copy) : verify(copy));
    const {user, system} = process.cpuUsage(before);
    us.push(user + system);
    results.push(result);
  }
  return {us, results: what === 'issue' ? results : []};
}

async function answer(request) {
  switch(request.do) {
    case 'set-up': return setUp(request);
    case 'load': batches.set(request.name, request.items); return {};
    case 'round': return round(request);
    case 'memory': return {kib: process.resourceUsage().maxRSS};
    default: return {};
  }
}

console.log(JSON.stringify({ready: performance.now() * 1e3}));
for await (const line of createInterface({input: process.stdin})) {
  console.log(JSON.stringify(await answer(JSON.parse(line))));
}
