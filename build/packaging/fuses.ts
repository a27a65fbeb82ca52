import type { Configuration } from 'electron-builder';

type Fuses = NonNullable<Configuration['electronFuses']>;

/** Since this major version Electron knows the fuse that takes privileges from `file://`. */
const firstWithFileProtocolFuse = 29;

/**
 * The switches burnt into the shipped executable: it cannot be used as a Node, takes no NODE_OPTIONS and no debugger,
 * and runs nothing but the archive it was signed with.
 * @param version Electron's version; older ones do not have every fuse
 */
export function fusesFor(version: string): Fuses {
  const major = Number.parseInt(version, 10);
  return {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    ...(major >= firstWithFileProtocolFuse ? { grantFileProtocolExtraPrivileges: false } : {}),
  };
}
