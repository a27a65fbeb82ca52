import type { ReactNode } from 'react';
import { encode } from 'uqr';

/** Modules of white around the code, without which no scanner finds it. */
const quiet = 4;

/** A QR code as one vector path, which stays sharp at every resolution of a printer. */
export function QrSquare({ text }: { readonly text: string }): ReactNode {
  // Medium correction survives a fold or a stain.
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + quiet} ${y + quiet}h1v1h-1z` : '')))
    .join('');
  const whole = size + 2 * quiet;
  return (
    <svg className="qr" viewBox={`0 0 ${whole} ${whole}`} shapeRendering="crispEdges" aria-hidden="true">
      <rect className="qr-ground" width={whole} height={whole} />
      <path d={path} />
    </svg>
  );
}
