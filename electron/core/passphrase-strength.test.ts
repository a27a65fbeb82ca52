import { describe, expect, it } from 'vitest';
import { requireStrongPassphrase } from './passphrase-strength.ts';

describe('a passphrase', () => {
  it.each(['date palms over the wide river', 'نخيل على ضفاف دجلة الواسعة', 'kR7#mq2!vLx9'])(
    'may be %s',
    (passphrase) => {
      expect(() => requireStrongPassphrase(passphrase, ['Nadia'])).not.toThrow();
    },
  );

  it.each(['', 'short', 'password123', 'aaaaaaaaaaaaaaaa', '1234567890', 'qwertyuiop', 'Nadia-Nadia-Nadia'])(
    'may not be %s',
    (passphrase) => {
      expect(() => requireStrongPassphrase(passphrase, ['Nadia'])).toThrow(
        expect.objectContaining({ code: 'weak_passphrase' }),
      );
    },
  );
});
