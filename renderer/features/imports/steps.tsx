import type { ReactNode } from 'react';
import { useTranslate } from '../../ui/language.tsx';
import styles from './steps.module.css';

const steps = [1, 2, 3] as const;

/** Where in the three steps the import is. */
export function Steps({ step: current }: { readonly step: (typeof steps)[number] }): ReactNode {
  const translate = useTranslate();
  return (
    <ol className={styles.steps}>
      {steps.map((step) => (
        <li
          key={step}
          className={styles.step}
          data-past={step < current || undefined}
          {...(step === current ? { 'aria-current': 'step' } : {})}
        >
          <span className={styles.number}>{step}</span>
          {translate(`imports.step.${step}`)}
        </li>
      ))}
    </ol>
  );
}
