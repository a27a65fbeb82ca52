import { Button, Group, Text } from '@mantine/core';
import { IconLanguage, IconLogout } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link, Redirect, Route, Switch, useLocation } from 'wouter';
import { useLanguage, useTranslate } from '#renderer/ui/language.tsx';
import { UserText } from '#renderer/ui/user-text.tsx';
import { sections } from './sections.ts';
import { useSession } from './session.tsx';
import styles from './shell.module.css';

/** The frame around every screen of the console: navigation, language, who is signed in. */
export function Shell({ adminName }: { readonly adminName: string }): ReactNode {
  const translate = useTranslate();
  return (
    <div className={styles.frame}>
      <button type="button" className={styles.skip} onClick={skipToContent}>
        {translate('console.skip')}
      </button>
      <header className={styles.bar}>
        <Text fw={600}>{translate('console.title')}</Text>
        <Group gap="xs">
          <Text size="sm" c="dimmed">
            <UserText>{translate('console.signedInAs', { name: adminName })}</UserText>
          </Text>
          <LanguageButton />
          <SignOutButton />
        </Group>
      </header>
      <Navigation />
      <main className={styles.content} id="content" tabIndex={-1}>
        <Switch>
          {sections.flatMap(({ path, list: List, detail: Detail }) => [
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
          ])}
          <Route>
            <Redirect to="/" />
          </Route>
        </Switch>
      </main>
    </div>
  );
}

// A link to an anchor would change the address after #, which belongs to the screens.
function skipToContent(): void {
  document.getElementById('content')?.focus();
}

function Navigation(): ReactNode {
  const translate = useTranslate();
  const [location] = useLocation();
  return (
    <nav className={styles.navigation} aria-label={translate('console.nav.label')}>
      {sections.map(({ path, name, icon: Picture }) => {
        const here = path === '/' ? location === '/' : location.startsWith(path);
        return (
          <Link key={path} href={path} className={styles.link} aria-current={here ? 'page' : undefined}>
            <Picture size={18} stroke={1.6} aria-hidden />
            {translate(name)}
          </Link>
        );
      })}
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

function SignOutButton(): ReactNode {
  const translate = useTranslate();
  const { signOut } = useSession();
  return (
    <Button
      variant="default"
      leftSection={<IconLogout size={16} aria-hidden />}
      onClick={() => void signOut()}
    >
      {translate('console.signOut')}
    </Button>
  );
}
