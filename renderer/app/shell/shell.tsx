import type { ReactNode } from 'react';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { useTranslate } from '../../ui/language.tsx';
import { Routes } from '../routes.tsx';
import { useSession } from '../session.tsx';
import { useAutoLock } from '../use-auto-lock.ts';
import { Banners } from './banners.tsx';
import { Navigation } from './navigation.tsx';
import styles from './shell.module.css';
import { TopBar } from './top-bar.tsx';

/** The frame around every screen of who is signed in. */
export function Shell(): ReactNode {
  const translate = useTranslate();
  const { autoLockMinutes } = useSession();
  useAutoLock(autoLockMinutes);
  return (
    <Router hook={useHashLocation}>
      <div className={styles.shell}>
        <button
          type="button"
          className={styles.skip}
          onClick={() => document.getElementById('main')?.focus()}
        >
          {translate('shell.skip')}
        </button>
        <Navigation />
        <TopBar />
        <main id="main" className={styles.main} tabIndex={-1}>
          <Banners />
          <div className={styles.screen}>
            <Routes />
          </div>
        </main>
      </div>
    </Router>
  );
}
