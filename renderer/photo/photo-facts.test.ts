import { describe, expect, it } from 'vitest';
import { exifContent, madeUpJpeg, withSegment } from '#shared/attachments/jpeg-fixture.ts';
import { readFacts, takenAt } from './photo-facts.ts';
import { pictureKind } from './picture-kind.ts';

const bufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
const textBytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe('what is kept of what a picture says', () => {
  it('is its size and its time, and nothing else', async () => {
    const spoken = withSegment(madeUpJpeg({ width: 3000, height: 2000 }), 0xe1, exifContent());
    expect(await readFacts(bufferOf(spoken))).toEqual({
      width: 3000,
      height: 2000,
      takenOn: '2009-03-09',
      takenTime: '14:05',
    });
  });

  it('is its size alone when it doesn’t say when it was taken', async () => {
    expect(await readFacts(bufferOf(madeUpJpeg({ width: 900, height: 600 })))).toEqual({
      width: 900,
      height: 600,
      takenOn: null,
      takenTime: null,
    });
  });

  it.each(['', '0000:00:00 00:00:00', '2009:13:09 14:05:00', '2009:02:30 14:05:00', '1980:01:01 00:00:00'])(
    'is no time where the camera wrote %j',
    (text) => {
      expect(takenAt(text)).toEqual({ takenOn: null, takenTime: null });
    },
  );
});

describe('a picture', () => {
  it.each([
    ['jpeg', madeUpJpeg()],
    ['png', textBytes('\u0089PNG\r\n\u001a\n')],
    ['webp', textBytes('RIFF\0\0\0\0WEBPVP8 ')],
    ['heic', textBytes('\0\0\0\u0018ftypheic')],
  ])('is known as %s by its beginning', (kind, bytes) => {
    expect(pictureKind(bytes)).toBe(kind);
  });

  it.each(['', 'GIF89a', '<svg xmlns="http://www.w3.org/2000/svg">', '%PDF-1.4', 'RIFF\0\0\0\0WAVE'])(
    'is not what begins with %j',
    (text) => {
      expect(pictureKind(textBytes(text))).toBeUndefined();
    },
  );
});
