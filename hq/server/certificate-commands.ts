import { readCertificateProof } from '#shared/domain/certificate.ts';
import { OutpostError } from '#shared/errors.ts';
import type { CertificateVerdict } from '#shared/ipc/console.ts';
import { audit } from '../store/audit.ts';
import { verifyCertificate } from '../store/queries/certificates.ts';
import { operator, withStore } from './commands.ts';
import type { Config } from './config.ts';

/**
 * `certificate verify`: works beside a running headquarters or without one. The exit code is 0 for a valid certificate
 * and 2 for any other, so that scripts can tell.
 *
 * @param config how headquarters runs
 * @param given number and check code as typed, or the words of the square
 * @param json prints the whole answer for programs
 * @throws OutpostError `invalid_request` when the text holds no number and code
 */
export async function verifyCertificateNow(
  config: Config,
  given: readonly string[],
  json: boolean,
): Promise<void> {
  const proof = readCertificateProof(given.join(' '));
  if (!proof) {
    throw new OutpostError(
      'invalid_request',
      'Give the number and the check code as they stand on the paper.',
    );
  }
  await withStore(config, async (store) => {
    const answer = await verifyCertificate(store.pool, proof);
    await audit(store.pool, {
      action: 'certificate.verified',
      who: operator,
      subject: `certificate ${proof.number}`,
      detail: { verdict: answer.verdict },
    });
    process.stdout.write(json ? `${JSON.stringify(answer)}\n` : `${inWords(proof.number, answer)}\n`);
    if (answer.verdict !== 'valid') process.exitCode = 2;
  });
}

function inWords(number: string, answer: CertificateVerdict): string {
  switch (answer.verdict) {
    case 'valid': {
      const { nameLatin, nameAr, course, issuedOn, site } = answer.certificate;
      return `Valid. ${number}: ${nameLatin || nameAr}, ${course.en}, issued on ${issuedOn} in ${site.en}.`;
    }
    case 'withdrawn': {
      const { withdrawnOn, withdrawnReason } = answer.certificate;
      return `Withdrawn on ${withdrawnOn}: ${withdrawnReason}`;
    }
    case 'wrong_code':
      return 'Not valid: the check code does not belong to this number.';
    case 'unknown':
      return answer.laptop
        ? `Not known here. Laptop ${answer.laptop.label} may not have sent it yet; it was last heard of on ${answer.laptop.lastSeenAt ?? 'no day'}.`
        : 'Not known here, and no laptop gives numbers like this.';
  }
}
