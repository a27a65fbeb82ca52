import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { features } from '../../features/features.ts';
import { useTranslate } from '../../ui/language.tsx';
import { hrefOf } from '../go-to.ts';
import { useMay, useSession } from '../session.tsx';
import styles from './navigation.module.css';

/** The subjects, one under the other; beside each other's icon and name, on a narrow window icon over name. */
export function Navigation(): ReactNode {
  const translate = useTranslate();
  const may = useMay();
  const { site } = useSession();
  const [location] = useLocation();
  const shown = features.filter(
    ({ inNavigation, permission }) => inNavigation && (!permission || may(permission)),
  );
  return (
    <nav className={`${styles.navigation} not-printed`} aria-label={translate('shell.navigation')}>
      <div className={styles.name}>
        <span translate="no">Outpost</span>
        {site ? (
          <span className={styles.site} translate="no">
            {site.code}
          </span>
        ) : null}
      </div>
      <ul className={styles.entries}>
        {shown.map(({ path, title, icon: Picture }) => {
          const here = location === path || location.startsWith(`${path}/`);
          return (
            <li key={path}>
              <a className={styles.entry} href={hrefOf(path)} {...(here ? { 'aria-current': 'page' } : {})}>
                <Picture size={20} stroke={1.6} aria-hidden />
                <span>{translate(title)}</span>
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
