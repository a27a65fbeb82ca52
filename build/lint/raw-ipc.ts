import { Visitor } from 'vite';
import { lineAt, type SourceFile, type Violation } from './violation.ts';

/** The only file that may touch each raw Electron channel; everything else goes through the typed bridge. */
const allowedFiles: ReadonlyMap<string, string> = new Map([
  ['ipcMain', 'electron/main/ipc.ts'],
  ['ipcRenderer', 'electron/preload/preload.ts'],
]);

/** No message crosses a process without the channel map: raw `ipcMain` and `ipcRenderer` live in one file each. */
export function checkRawIpc(source: SourceFile): readonly Violation[] {
  const found: Violation[] = [];
  new Visitor({
    Identifier: (node) => {
      const allowed = allowedFiles.get(node.name);
      if (!allowed || allowed === source.path) return;
      found.push({
        rule: 'raw-ipc',
        file: source.path,
        line: lineAt(source.text, node.start),
        message: `${node.name} may be used in ${allowed} alone; use the typed bridge.`,
      });
    },
  }).visit(source.syntax.program);
  return found;
}
