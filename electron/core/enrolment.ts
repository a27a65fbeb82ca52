import { localSetting, setLocalSetting } from '#db/local-setting.ts';
import type { Store } from '#db/store.ts';
import { saveEnrolment } from '#db/sync-state.ts';
import { OutpostError, parseAtBoundary } from '#shared/errors.ts';
import { fromBase64Url, toBase64Url } from '#shared/sync/base64.ts';
import {
  certificateBytes,
  type EnrolAnswer,
  type Enrolment,
  enrolAnswerBytes,
  enrolAnswerSchema,
  enrolProofBytes,
} from '#shared/sync/enrolment.ts';
import { makeKeyPair, type RawKeyPair, signerOf, verifierOf } from './sync/device-key.ts';
import { askJson, type Transport } from './sync/transport.ts';

const keyPairSetting = 'enrolment.keyPair';

/**
 * Makes this laptop known to headquarters: it makes its own keys, proves that it holds them, and keeps headquarters'
 * certificate. The keys are on disk before they are sent, so that a lost reply can be asked for again.
 *
 * @param store the open database
 * @param enrolment what headquarters gave
 * @param road the transport, the app's version and a signal to give up
 * @throws OutpostError `enrolment_used`, `enrolment_expired`, `already_enrolled`, `sample_only`, `hq_identity` when the
 *   answer is not headquarters', and `network_*`
 */
export async function enrol(
  store: Store,
  enrolment: Enrolment,
  road: { readonly transport: Transport; readonly appVersion: string; readonly signal: AbortSignal },
): Promise<void> {
  const keys = keyPair(store);
  const proof = signerOf(keys.privateKey)(enrolProofBytes(enrolment.token, keys.publicKey));
  const reply = await askJson(road.transport, {
    address: { url: new URL(enrolment.hqUrl), tlsPin: enrolment.tlsPin },
    path: '/enrol',
    signal: road.signal,
    body: {
      token: enrolment.token,
      publicKey: toBase64Url(keys.publicKey),
      label: enrolment.label,
      app: road.appVersion.slice(0, 40),
      proof: toBase64Url(proof),
    },
  });
  const answer = parseAtBoundary(enrolAnswerSchema, reply, 'hq_error');
  verifyAnswer(answer, enrolment, keys);
  keepAnswer(store, answer, enrolment, keys);
}

/** The pair of an earlier try, or a new one. */
function keyPair(store: Store): RawKeyPair {
  const kept = localSetting(store, keyPairSetting)?.split('.');
  if (kept?.[0] && kept[1]) return { publicKey: fromBase64Url(kept[0]), privateKey: fromBase64Url(kept[1]) };
  const made = makeKeyPair();
  setLocalSetting(store, keyPairSetting, `${toBase64Url(made.publicKey)}.${toBase64Url(made.privateKey)}`);
  return made;
}

function verifyAnswer(answer: EnrolAnswer, enrolment: Enrolment, keys: RawKeyPair): void {
  const isByHeadquarters = verifierOf(fromBase64Url(enrolment.hqKey));
  const { certificate, signature } = answer;
  const right =
    answer.hqId === enrolment.hqId &&
    certificate.device === answer.device &&
    certificate.publicKey === toBase64Url(keys.publicKey) &&
    isByHeadquarters(enrolAnswerBytes(answer, enrolment.token), fromBase64Url(signature)) &&
    isByHeadquarters(certificateBytes(certificate), fromBase64Url(certificate.signature));
  if (!right)
    throw new OutpostError('hq_identity', 'The answer is not from the headquarters of the enrolment.');
}

function keepAnswer(store: Store, answer: EnrolAnswer, enrolment: Enrolment, keys: RawKeyPair): void {
  saveEnrolment(store, {
    device: answer.device,
    spares: answer.spares,
    epoch: answer.epoch,
    grant: answer.grant,
    hqUrl: enrolment.hqUrl,
    hqId: enrolment.hqId,
    hqKey: fromBase64Url(enrolment.hqKey),
    tlsPin: enrolment.tlsPin,
    publicKey: keys.publicKey,
    privateKey: keys.privateKey,
    certificate: JSON.stringify(answer.certificate),
    site: enrolment.site,
    label: enrolment.label,
    role: enrolment.role,
    programme: enrolment.programme,
  });
}
