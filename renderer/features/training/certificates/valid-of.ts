import type { CertificateHolder, CertificateView } from '#shared/ipc/certificates.ts';

/**
 * @param holder somebody on the roster
 * @returns their certificate that counts; undefined when there is none
 */
export function validOf(holder: CertificateHolder): CertificateView | undefined {
  return holder.certificates.find(({ status }) => status === 'valid');
}
