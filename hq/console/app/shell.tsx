import { Button, Group, Text } from '@mantine/core';
import { IconLanguage, IconLogout } from '@tabler/icons-react';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { Link, Redirect, Route, Switch, useLocation } from 'wouter';
import { useLanguage, useTranslate } from '#renderer/ui/language.tsx';
import { UserText } from '#renderer/ui/user-text.tsx';
import { Around, slot } from './around.tsx';
import { HqError } from './hq-error.tsx';
import { ListStatesProvider } from './list-states.tsx';
import { usePageTitle } from './page-title.ts';
import { isWithin, sections } from './sections.ts';
import { useSession } from './session.tsx';
import styles from './shell.module.css';

/** The frame around every screen of the console: navigation, language, who is signed in. */
export function Shell({ adminName }: { readonly adminName: string }): ReactNode {
  const translate = useTranslate();
  const [failure, setFailure] = useState<Error | null>(null);
  const content = useFreshScreen();
  return (
    <div className={styles.frame}>
      {/* A link to an anchor would change the address after #, which belongs to the screens. */}
      <button type="button" className={styles.skip} onClick={() => content.current?.focus()}>
        {translate('console.skip')}
      </button>
      <header className={styles.bar}>
        <Text fw={600}>{translate('console.title')}</Text>
        <Group gap="xs" wrap="nowrap">
          <Text size="sm" c="dimmed" className={styles.who}>
            <Around text={translate('console.signedInAs', { name: slot })}>
              <UserText>{adminName}</UserText>
            </Around>
          </Text>
          <LanguageButton />
          <SignOutButton onFailure={setFailure} />
        </Group>
      </header>
      <Navigation />
      <main className={styles.content} ref={content} tabIndex={-1}>
        {failure ? <HqError error={failure} onClose={() => setFailure(null)} /> : null}
        <ListStatesProvider>
          <Screens />
        </ListStatesProvider>
      </main>
    </div>
  );
}

function Screens(): ReactNode {
  return (
    <Switch>
      {sections.flatMap(({ path, list: List, detail: Detail, named: Named }) => [
        <Route key={path} path={path}>
          <List />
        </Route>,
        ...(Detail
          ? [
              <Route key={`${path}/:id`} path={`${path}/:id`}>
                {({ id }) => <Detail key={id} id={Number(id)} />}
              </Route>,
            ]
          : []),
        ...(Named
          ? [
              <Route key={`${path}/:id`} path={`${path}/:id`}>
                {({ id }) => <Named key={id} id={id} />}
              </Route>,
            ]
          : []),
      ])}
      <Route>
        <Redirect to="/" />
      </Route>
    </Switch>
  );
}

/** Another screen starts at its top, and reading and tabbing go on from there. */
function useFreshScreen(): RefObject<HTMLElement | null> {
  const translate = useTranslate();
  const [location] = useLocation();
  const content = useRef<HTMLElement>(null);
  const shown = useRef(location);
  const section = sections.find(({ path }) => isWithin(path, location));
  usePageTitle(translate(section?.name ?? 'console.nav.overview'));
  useEffect(() => {
    if (shown.current === location) return;
    shown.current = location;
    content.current?.scrollTo({ top: 0 });
    content.current?.focus({ preventScroll: true });
  }, [location]);
  return content;
}

function Navigation(): ReactNode {
  const translate = useTranslate();
  const [location] = useLocation();
  return (
    <nav className={styles.navigation} aria-label={translate('console.nav.label')}>
      {sections.map(({ path, name, icon: Picture }) => (
        <Link
          key={path}
          href={path}
          className={styles.link}
          aria-current={isWithin(path, location) ? 'page' : undefined}
        >
          <Picture size={18} stroke={1.6} aria-hidden />
          {translate(name)}
        </Link>
      ))}
    </nav>
  );
}

/** Changes the language of the console; also on the sign-in page. */
export function LanguageButton(): ReactNode {
  const translate = useTranslate();
  const { language, setLanguage } = useLanguage();
  const other = language === 'ar' ? 'en' : 'ar';
  return (
    <Button
      variant="subtle"
      leftSection={<IconLanguage size={16} aria-hidden />}
      title={translate('console.language.label')}
      onClick={() => setLanguage(other)}
    >
      <span lang={other} translate="no">
        {translate('console.language')}
      </span>
    </Button>
  );
}

function SignOutButton({ onFailure }: { readonly onFailure: (error: Error) => void }): ReactNode {
  const translate = useTranslate();
  const { signOut } = useSession();
  const [busy, setBusy] = useState(false);
  return (
    <Button
      variant="default"
      loading={busy}
      leftSection={<IconLogout size={16} aria-hidden />}
      onClick={() => {
        setBusy(true);
        signOut()
          .catch(onFailure)
          .finally(() => setBusy(false));
      }}
    >
      {translate('console.signOut')}
    </Button>
  );
}
