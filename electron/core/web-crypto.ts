import { webcrypto } from 'node:crypto';

/** Sealing files uses the web's cryptography, which Node 18 has without naming it. */
if (!Reflect.has(globalThis, 'crypto')) Reflect.set(globalThis, 'crypto', webcrypto);
