import packageJson from '../../package.json' with { type: 'json' };

/** The version of Outpost that this command line belongs to. */
export const appVersion = packageJson.version;
