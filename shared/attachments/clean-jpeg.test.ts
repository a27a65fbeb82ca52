import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OutpostError } from '../errors.ts';
import { encodeUtf8, joinBytes } from '../sync/bytes.ts';
import { checkPhoto, checkThumbnail } from './check-photo.ts';
import { cleanJpeg, readCleanJpeg } from './clean-jpeg.ts';
import { exifContent, madeUpJpeg, withSegment } from './jpeg-fixture.ts';
import { largestPhoto } from './limits.ts';

const codeOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (thrown) {
    return thrown instanceof OutpostError ? thrown.code : 'another error';
  }
};

const text = encodeUtf8('taken by Karim at the north gate');

describe('a photo as it is kept', () => {
  it('is a JPEG with nothing in it but its picture', () => {
    expect(readCleanJpeg(madeUpJpeg({ width: 1600, height: 1200 }))).toEqual({ width: 1600, height: 1200 });
  });

  it.each([
    ['EXIF with place and camera', 0xe1, exifContent()],
    ['XMP', 0xe1, joinBytes([encodeUtf8('http://ns.adobe.com/xap/1.0/\0'), text])],
    ['a colour profile', 0xe2, joinBytes([encodeUtf8('ICC_PROFILE\0'), text])],
    ['a note of a photo program', 0xed, joinBytes([encodeUtf8('Photoshop 3.0\0'), text])],
    ['a comment', 0xfe, text],
    ['a thumbnail of the whole scene in its first segment', 0xe0, joinBytes([encodeUtf8('JFIF\0'), text])],
    ['text behind the word Adobe', 0xee, joinBytes([encodeUtf8('Adobe'), text])],
    ['a segment that nobody has heard of', 0xf3, text],
  ])('is refused with %s in it, and kept without', (_what, marker, content) => {
    const picture = madeUpJpeg();
    const spoken = withSegment(picture, marker, content);
    expect(codeOf(() => readCleanJpeg(spoken))).toBe('photo_metadata');
    expect(cleanJpeg(spoken)).toEqual(picture);
  });

  it('is refused with anything behind its end, and kept without', () => {
    const picture = madeUpJpeg();
    const longer = joinBytes([picture, text]);
    expect(codeOf(() => readCleanJpeg(longer))).toBe('photo_metadata');
    expect(cleanJpeg(longer)).toEqual(picture);
  });

  it('is refused when it is cut short at any byte', () => {
    const picture = madeUpJpeg({ size: 260 });
    for (let length = 0; length < picture.length; length++)
      expect(
        codeOf(() => readCleanJpeg(picture.subarray(0, length))),
        `cut at ${length}`,
      ).toBe('photo_damaged');
  });

  it('is refused when it is another kind of file', () => {
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    for (const file of [png, encodeUtf8('<svg></svg>'), new Uint8Array()])
      expect(codeOf(() => readCleanJpeg(file))).toBe('photo_damaged');
  });

  it('never comes through with bytes of a segment that it does not need, whatever they are', () => {
    const unneeded = fc.constantFrom(0xe1, 0xe2, 0xe3, 0xed, 0xef, 0xf0, 0xfe, 0x01);
    fc.assert(
      fc.property(unneeded, fc.uint8Array({ maxLength: 400 }), (marker, content) => {
        const spoken = withSegment(madeUpJpeg(), marker, content);
        expect(codeOf(() => readCleanJpeg(spoken))).toBe('photo_metadata');
        expect(codeOf(() => readCleanJpeg(cleanJpeg(spoken)))).toBeUndefined();
      }),
    );
  });

  it('of any bytes is taken or refused by a code, and never hangs', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        const begun = joinBytes([Uint8Array.from([0xff, 0xd8]), bytes]);
        expect(['photo_damaged', 'photo_metadata', undefined]).toContain(codeOf(() => readCleanJpeg(begun)));
      }),
    );
  });
});

describe('the limits of a photo', () => {
  it('let 1600 pixels and a megabyte through and nothing above', () => {
    expect(checkPhoto(madeUpJpeg({ width: 1600, height: 900, size: largestPhoto }))).toEqual({
      width: 1600,
      height: 900,
    });
    expect(codeOf(() => checkPhoto(madeUpJpeg({ size: largestPhoto + 1 })))).toBe('photo_too_large');
    expect(codeOf(() => checkPhoto(madeUpJpeg({ width: 900, height: 1601 })))).toBe('photo_too_large');
  });

  it('let a thumbnail of 240 pixels through and no larger one', () => {
    expect(checkThumbnail(madeUpJpeg({ width: 240, height: 180 }))).toEqual({ width: 240, height: 180 });
    expect(codeOf(() => checkThumbnail(madeUpJpeg({ width: 241, height: 180 })))).toBe('photo_too_large');
  });
});
