import type { ReactNode } from 'react';
import type { CertificateSection, CertificateSide } from '#shared/documents/document.ts';
import type { Language } from '#shared/domain/vocabularies.ts';
import { directionOf } from '#shared/i18n/translate.ts';
import { QrSquare } from './qr-square.tsx';
import { WordsView } from './words-view.tsx';

/** A certificate: English on the left, Arabic on the right, each complete; below them signatures, number and code. */
export function Certificate({ certificate }: { readonly certificate: CertificateSection }): ReactNode {
  return (
    <div className="certificate">
      {certificate.reprint === null ? null : (
        <p className="reprint">
          <WordsView words={certificate.reprint} />
        </p>
      )}
      <div className="sides">
        <Side side={certificate.en} language="en" />
        <Side side={certificate.ar} language="ar" />
      </div>
      <div className="certificate-foot">
        <div className="signatures">
          {certificate.signatures.map((words) => (
            <div key={words.main} className="stack">
              <WordsView words={words} />
            </div>
          ))}
        </div>
        <div className="proof">
          <dl>
            {certificate.facts.map(({ label, value }) => (
              <div key={label.main}>
                <dt>
                  <WordsView words={label} />
                </dt>
                <dd>
                  <bdi>{value}</bdi>
                </dd>
              </div>
            ))}
          </dl>
          <div className="proof-square">
            <QrSquare text={certificate.qr} />
          </div>
        </div>
        <p className="qr-hint">
          <WordsView words={certificate.qrHint} />
        </p>
      </div>
    </div>
  );
}

interface SideProps {
  readonly side: CertificateSide;
  readonly language: Language;
}

function Side({ side, language }: SideProps): ReactNode {
  return (
    <div className="side" lang={language} dir={directionOf(language)}>
      <p className="side-heading">{side.heading}</p>
      <h1>{side.title}</h1>
      <p className="side-words">{side.intro}</p>
      <p className="side-name">
        <bdi>{side.name}</bdi>
      </p>
      <p className="side-words">{side.statement}</p>
      <p className="side-course">
        <bdi>{side.course}</bdi>
      </p>
      <p className="side-detail">{side.detail}</p>
    </div>
  );
}
