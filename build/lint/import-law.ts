import { isBuiltin } from 'node:module';
import path from 'node:path';
import { Visitor } from 'vite';
import { type Area, areaOf, isInside, needsNode, needsScreen } from './areas.ts';
import { isTestFile, lineAt, type SourceFile, type Violation } from './violation.ts';

/** One import, however it was written. */
interface Import {
  readonly specifier: string;
  readonly offset: number;
  readonly typeOnly: boolean;
}

/**
 * The import law: which folder may lean on which, where Node may be used, and where Electron may be touched.
 * Catches static and dynamic imports, re-exports, `require` and `import('…')` types, by subpath and by relative path.
 */
export function checkImports(source: SourceFile): readonly Violation[] {
  const area = areaOf(source.path);
  if (!area) return [];
  return importsOf(source).flatMap((entry) => {
    const message = objection(source.path, area, entry);
    if (!message) return [];
    return [{ rule: 'import-law', file: source.path, line: lineAt(source.text, entry.offset), message }];
  });
}

function importsOf(source: SourceFile): readonly Import[] {
  const found: Import[] = [];
  const add = (node: unknown, typeOnly: boolean): void => {
    if (!isStringLiteral(node)) return;
    found.push({ specifier: node.value, offset: node.start, typeOnly });
  };
  new Visitor({
    ImportDeclaration: (node) => add(node.source, node.importKind === 'type'),
    ExportNamedDeclaration: (node) => add(node.source, node.exportKind === 'type'),
    ExportAllDeclaration: (node) => add(node.source, node.exportKind === 'type'),
    ImportExpression: (node) => add(node.source, false),
    TSImportType: (node) => add(node.source, true),
    CallExpression: (node) => {
      const isRequire = node.callee.type === 'Identifier' && node.callee.name === 'require';
      if (isRequire) add(node.arguments[0], false);
    },
  }).visit(source.syntax.program);
  return found;
}

function isStringLiteral(node: unknown): node is { readonly value: string; readonly start: number } {
  return typeof node === 'object' && node !== null && 'value' in node && typeof node.value === 'string';
}

function objection(file: string, area: Area, entry: Import): string | undefined {
  const { specifier } = entry;
  if (specifier.startsWith('#')) return objectionToOurs(file, area, specifier.slice(1), true);
  if (specifier.startsWith('.')) {
    const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier));
    return objectionToOurs(file, area, target, false);
  }
  return objectionToPackage(file, area, entry);
}

function objectionToOurs(file: string, area: Area, target: string, bySubpath: boolean): string | undefined {
  const targetArea = areaOf(target);
  if (targetArea?.folder === area.folder) return undefined;
  if (!targetArea) {
    return reachesRootFile(area, target)
      ? undefined
      : `${area.folder} may not import ${target}, which belongs to no folder of the house.`;
  }
  const allowed = allowedFolders(file, area).some((folder) =>
    folder === targetArea.folder ? true : isInside(target, folder) && areaOf(folder) === targetArea,
  );
  if (!allowed) return `${area.folder} may not import ${target}. It may import: ${readable(area.mayImport)}.`;
  const sameTopFolder = target.split('/')[0] === file.split('/')[0];
  return bySubpath || sameTopFolder
    ? undefined
    : `Say #${target} instead of a relative path into another folder.`;
}

function allowedFolders(file: string, area: Area): readonly string[] {
  return isTestFile(file) ? [...area.mayImport, 'tests'] : area.mayImport;
}

/** The command line and the server tell their version from package.json; the tools may read any file at the root. */
function reachesRootFile(area: Area, target: string): boolean {
  if (['build', 'build/demo', 'tests', 'bench'].includes(area.folder)) return true;
  return target === 'package.json' && ['electron', 'hq'].includes(area.folder);
}

function objectionToPackage(file: string, area: Area, entry: Import): string | undefined {
  const { specifier } = entry;
  if (specifier === 'electron' || specifier.startsWith('electron/')) return objectionToElectron(file, entry);
  if (isTestFile(file)) return undefined;
  if (!area.node && (isBuiltin(specifier) || needsNode(specifier))) {
    return `${area.folder} runs without Node and may not import ${specifier}.`;
  }
  if (!area.draws && needsScreen(specifier)) {
    return `${area.folder} draws nothing and may not import ${specifier}.`;
  }
  return undefined;
}

/** The probe is a little app of its own, with which the tests try out an Electron. */
const mayTouchElectron = ['electron/main', 'electron/preload', 'tests/e2e/runtime-probe'];

function objectionToElectron(file: string, entry: Import): string | undefined {
  if (mayTouchElectron.some((folder) => isInside(file, folder))) return undefined;
  const mayUseTypes = isInside(file, 'electron') || isInside(file, 'tests') || isInside(file, 'bench');
  if (mayUseTypes && entry.typeOnly) return undefined;
  return 'Only electron/main and electron/preload may import electron (types: all of electron/ and the tests).';
}

function readable(folders: readonly string[]): string {
  return folders.length > 0 ? folders.join(', ') : 'nothing of ours';
}
