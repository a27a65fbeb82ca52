import type { ReactNode } from 'react';
import { assertNever } from '#shared/assert-never.ts';
import { codeKey } from '#shared/conflicts/in-words.ts';
import type { ValueView } from '#shared/ipc/conflicts.ts';
import { BilingualName } from './bilingual-name.tsx';
import styles from './field-value.module.css';
import { useFormat, useTranslate } from './language.tsx';
import { Ltr, UserText } from './user-text.tsx';

/** A stored value of any field, in the words and formats of the screens. */
export function FieldValue({ value }: { readonly value: ValueView }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  switch (value.kind) {
    case 'nothing':
      return <span className={styles.quiet}>{translate('conflicts.value.nothing')}</span>;
    case 'withheld':
      return <span className={styles.quiet}>{translate('conflicts.value.withheld')}</span>;
    case 'text':
      return (
        <span className={styles.text}>
          <UserText>{value.text}</UserText>
        </span>
      );
    case 'number':
      return <span className="tabular">{format.number(value.number)}</span>;
    case 'flag':
      return translate(value.flag ? 'shell.yes' : 'shell.no');
    case 'day':
      return format.day(value.day);
    case 'time':
      return <Ltr>{value.time}</Ltr>;
    case 'moment':
      return format.moment(value.moment);
    case 'codes':
      return format.list(value.codes.map((code) => nameOfCode(value.vocabulary, code)));
    case 'name':
      return <BilingualName name={value.name} />;
    case 'removed':
      return translate(value.removed ? 'conflicts.value.removed' : 'conflicts.value.there');
    default:
      return assertNever(value);
  }

  function nameOfCode(vocabulary: string, code: string): string {
    const key = codeKey(vocabulary, code);
    return key ? translate(key) : code;
  }
}
