/** An encrypted draft as the browser's store keeps it. */
export interface SealedDraft {
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly sealed: Uint8Array<ArrayBuffer>;
}

/** Seals and opens drafts with the key of the open vault. */
export interface DraftCipher {
  /** Differs from vault to vault, so that each finds only its own drafts. Says nothing about the key. */
  readonly fingerprint: string;
  /** @param place the draft's address, bound to it: a sealed draft moved elsewhere does not open */
  seal(place: string, text: string): Promise<SealedDraft>;
  /** @throws DOMException when the draft was sealed with another key, for another place, or was changed */
  open(place: string, draft: SealedDraft): Promise<string>;
}

/**
 * @param keyBase64 the vault's draft key, base64 of 32 bytes (AES-256-GCM)
 * @returns the cipher; the key cannot be read back out of it
 */
export async function createDraftCipher(keyBase64: string): Promise<DraftCipher> {
  const bytes = Uint8Array.from(atob(keyBase64), (character) => character.charCodeAt(0));
  const key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  bytes.fill(0);
  const encoder = new TextEncoder();
  return {
    fingerprint: Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join(''),
    async seal(place, text) {
      const nonce = crypto.getRandomValues(new Uint8Array(12));
      const options = { name: 'AES-GCM', iv: nonce, additionalData: encoder.encode(place) };
      const sealed = await crypto.subtle.encrypt(options, key, encoder.encode(text));
      return { nonce, sealed: new Uint8Array(sealed) };
    },
    async open(place, { nonce, sealed }) {
      const options = { name: 'AES-GCM', iv: nonce, additionalData: encoder.encode(place) };
      return new TextDecoder().decode(await crypto.subtle.decrypt(options, key, sealed));
    },
  };
}
