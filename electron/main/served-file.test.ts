import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { servedFile } from './served-file.ts';

const root = path.resolve('/app/renderer');

describe('what the app scheme serves', () => {
  it('is the start page for the root and for addresses of screens', () => {
    for (const address of ['app://outpost/', 'app://outpost/training/17', 'app://outpost/today?x=1#y']) {
      expect(servedFile(root, address)).toEqual({
        file: path.join(root, 'index.html'),
        contentType: 'text/html; charset=utf-8',
      });
    }
  });

  it('is files inside the folder, with their type', () => {
    expect(servedFile(root, 'app://outpost/assets/a-1.js')).toEqual({
      file: path.join(root, 'assets', 'a-1.js'),
      contentType: 'text/javascript; charset=utf-8',
    });
  });

  it.each([
    'app://outpost/../secret.json',
    'app://outpost/%2e%2e/secret.json',
    'app://outpost/..%2fsecret.json',
    'app://outpost/a/%2e%2e/%2e%2e/secret.json',
    'app://outpost/..%2frenderer-other/x.js',
    'app://outpost/..%5csecret.json',
    'app://outpost/a%00.js',
    'app://elsewhere/index.html',
    'app://outpost@elsewhere/index.html',
    'app://user:word@outpost/index.html',
    'file:///etc/passwd.json',
    'app://outpost/notes.db',
    'app://outpost/%',
    'nonsense',
  ])('is nothing for %s unless it stays inside', (address) => {
    const found = servedFile(root, address);
    // The URL parser itself resolves some of them back into the folder, which is as good.
    if (found) expect(found.file.startsWith(root + path.sep)).toBe(true);
    else expect(found).toBeUndefined();
  });

  it('never leaves the folder, whatever is asked for', () => {
    const piece = fc.constantFrom(
      '..',
      '%2e%2e',
      '%2f',
      '/',
      '\\',
      '%5c',
      'a',
      '.js',
      '.',
      '%00',
      'renderer',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const found = servedFile(root, `app://outpost/${pieces.join('')}`);
        return found === undefined || found.file.startsWith(root + path.sep);
      }),
    );
  });

  it('refuses a neighbour folder that begins with the same name', () => {
    expect(servedFile(root, 'app://outpost/..%2frenderer2%2fx.js')).toBeUndefined();
  });
});
