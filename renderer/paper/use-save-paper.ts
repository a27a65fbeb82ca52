import { useState } from 'react';
import type { PaperDocument } from '#shared/documents/document.ts';
import { OutpostError } from '#shared/errors.ts';
import { cancelDocument, choosePlace, saveDocument } from '../app/bridge.ts';

/** How saving a document goes. */
export interface SavingPaper {
  /** What happens now; null while nothing does. */
  readonly step: 'gathering' | 'printing' | null;
  readonly saved: { readonly name: string; readonly pages: number } | null;
  readonly error: Error | null;
  /**
   * Asks where to save, then makes the document and prints it there. Resolves with whether it is saved; failures are in
   * `error`.
   */
  readonly save: (name: string, make: () => Promise<PaperDocument>) => Promise<boolean>;
  /** Gives it up; nothing of the file is left. */
  readonly cancel: () => void;
  readonly forget: () => void;
}

/**
 * @returns the way to save documents, one at a time
 */
export function useSavePaper(): SavingPaper {
  const [step, setStep] = useState<SavingPaper['step']>(null);
  const [saved, setSaved] = useState<SavingPaper['saved']>(null);
  const [error, setError] = useState<Error | null>(null);
  const forget = (): void => {
    setSaved(null);
    setError(null);
  };

  async function save(name: string, make: () => Promise<PaperDocument>): Promise<boolean> {
    forget();
    try {
      // First where to: what is written down about prints must not be of papers that nobody saved.
      const place = await choosePlace(name);
      if (place === null) return false;
      setStep('gathering');
      const paper = await make();
      setStep('printing');
      setSaved(await saveDocument(place, paper));
      return true;
    } catch (thrown) {
      const cancelled = thrown instanceof OutpostError && thrown.code === 'cancelled';
      if (!cancelled) {
        setError(thrown instanceof Error ? thrown : new Error('It was not saved.', { cause: thrown }));
      }
      return false;
    } finally {
      setStep(null);
    }
  }

  return { step, saved, error, save, cancel: cancelDocument, forget };
}
