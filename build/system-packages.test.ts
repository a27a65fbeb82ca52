import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { installSentence, missingPackages } from './system-packages.ts';

describe('system packages', () => {
  it.runIf(existsSync('/usr/bin/dpkg-query'))('names those that are missing and only those', async () => {
    expect(await missingPackages(['dpkg', 'no-such-package-anywhere', 'bash'])).toEqual([
      'no-such-package-anywhere',
    ]);
  });

  it('tells a person without rights the one command to run', () => {
    expect(installSentence(['xvfb', 'libnss3'])).toContain(
      'sudo apt-get update && sudo apt-get install -y xvfb libnss3',
    );
  });
});
