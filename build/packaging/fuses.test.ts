import { describe, expect, it } from 'vitest';
import { fusesFor } from './fuses.ts';

describe('a shipped executable', () => {
  it.each(['25.1.1', '45.4.1'])(
    'of Electron %s is no Node, takes no debugger and runs its archive alone',
    (version) => {
      expect(fusesFor(version)).toMatchObject({
        runAsNode: false,
        enableNodeOptionsEnvironmentVariable: false,
        enableNodeCliInspectArguments: false,
        enableCookieEncryption: true,
        enableEmbeddedAsarIntegrityValidation: true,
        onlyLoadAppFromAsar: true,
      });
    },
  );

  it('is asked only for fuses that its Electron has', () => {
    expect(fusesFor('25.1.1')).not.toHaveProperty('grantFileProtocolExtraPrivileges');
    expect(fusesFor('45.4.1')).toHaveProperty('grantFileProtocolExtraPrivileges', false);
  });
});
