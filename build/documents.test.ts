import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { repositoryRoot } from './paths.ts';

const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: repositoryRoot,
  encoding: 'utf8',
});
const documents = listed.split('\n').filter((file) => file && existsSync(path.join(repositoryRoot, file)));
const read = (file: string): string => readFileSync(path.join(repositoryRoot, file), 'utf8');

/** What stands in code is shown, not followed. */
const withoutCode = (text: string): string =>
  text.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');

function linksOf(file: string): readonly string[] {
  const text = withoutCode(read(file));
  const written = [...text.matchAll(/\]\(([^)\s]+)\)/g), ...text.matchAll(/<img[^>]*\ssrc="([^"]+)"/g)];
  return written.map(([, target = '']) => target).filter((target) => !/^[a-z]+:/.test(target));
}

/** Names of a document's headings, as code hosts make them for links. */
function anchorsOf(text: string): readonly string[] {
  const headings = [...withoutFences(text).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => title);
  return headings.map((title) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}

function withoutFences(text: string): string {
  return text.replace(/^```[\s\S]*?^```$/gm, '');
}

describe.each(documents)('%s', (file) => {
  it('leads nowhere that does not exist', () => {
    const broken = linksOf(file).filter((link) => {
      const [target = '', anchor] = link.split('#');
      const absolute = target === '' ? file : path.posix.join(path.posix.dirname(file), target);
      if (!existsSync(path.join(repositoryRoot, absolute))) return true;
      return anchor !== undefined && !anchorsOf(read(absolute)).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  it('names only scripts that can be run', () => {
    const named = [...read(file).matchAll(/npm run (?:--?[a-z]+ )*([a-z][a-z0-9:-]*)/g)].map(
      ([, name = '']) => name,
    );
    expect(named.filter((name) => !Object.hasOwn(packageJson.scripts, name))).toEqual([]);
  });

  it('names only files and folders of the repository, where it names some by their path', () => {
    const top =
      /`((?:build|bench|db|docs|electron|hq|renderer|shared|tests)\/[a-z0-9_./-]*[a-z0-9_/])(?:\s[^`]*)?`/g;
    const named = [...read(file).matchAll(top)].map(([, name = '']) => name);
    expect(named.filter((name) => !existsSync(path.join(repositoryRoot, name)))).toEqual([]);
  });
});

describe('docs/architecture.md', () => {
  it('knows every room of the house', () => {
    const rooms = ['shared', 'electron', 'renderer', 'hq'].flatMap((floor) =>
      readdirSync(path.join(repositoryRoot, floor), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name),
    );
    const text = read('docs/architecture.md');
    expect(rooms.filter((room) => !text.includes(`\`${room}/`))).toEqual([]);
  });
});

describe('docs/operations.md', () => {
  it('explains every setting of headquarters, and none that does not exist', () => {
    const known = [...read('hq/server/config.ts').matchAll(/^ {2}(HQ_[A-Z_]+):/gm)].map(([, name]) => name);
    const explained = [...read('docs/operations.md').matchAll(/`(HQ_[A-Z_]+)(?:=\d)?`/g)].map(
      ([, name]) => name,
    );
    expect([...new Set(explained)].sort()).toEqual([...known].sort());
  });
});

describe('docs/security.md', () => {
  it('names only tests that exist', () => {
    const named = [...read('docs/security.md').matchAll(/`([\w./-]+\.test\.ts)`/g)].map(
      ([, file]) => file ?? '',
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((file) => !existsSync(path.join(repositoryRoot, file)))).toEqual([]);
  });
});

describe('the audit of headquarters', () => {
  it('writes down nothing that docs/operations.md does not explain', () => {
    const listed = execFileSync(
      'git',
      ['grep', '-hoE', "action: '[a-zA-Z.]+'", '--', 'hq/server', 'hq/store'],
      {
        cwd: repositoryRoot,
        encoding: 'utf8',
      },
    );
    const actions = [...new Set([...listed.matchAll(/'([a-zA-Z.]+)'/g)].map(([, name]) => name))];
    const manual = read('docs/operations.md');
    expect(actions.length).toBeGreaterThan(8);
    expect(actions.filter((name) => !manual.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('the pictures of the documents', () => {
  const folder = path.join(repositoryRoot, 'docs', 'images');
  const pictures = readdirSync(folder);

  it('are small enough for a slow line', () => {
    expect(pictures.filter((name) => statSync(path.join(folder, name)).size > 250_000)).toEqual([]);
  });

  it('are all shown somewhere', () => {
    const shown = new Set(documents.flatMap(linksOf).map((link) => path.posix.basename(link)));
    expect(pictures.filter((name) => !shown.has(name))).toEqual([]);
  });
});
