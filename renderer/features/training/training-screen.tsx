import type { ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { CheckInScreen } from './check-in/check-in-screen.tsx';
import { CourseList } from './courses/course-list.tsx';
import { CoursePage } from './courses/course-page.tsx';
import { NewTraining } from './create/new-training.tsx';
import { TrainingList } from './training-list.tsx';
import { TrainingPage } from './training-page.tsx';

/** List, creation, and one training with its tabs. */
export function TrainingScreen(): ReactNode {
  return (
    <Switch>
      <Route path="/" component={TrainingList} />
      <Route<{ course?: string }> path="/new/:course?">
        {({ course }) => <NewTraining key={course} courseCode={course ? decodeURIComponent(course) : null} />}
      </Route>
      <Route path="/courses" component={CourseList} />
      <Route<{ code: string }> path="/courses/:code">
        {({ code }) => <CoursePage code={decodeURIComponent(code)} />}
      </Route>
      <Route<{ id: string; session: string }> path="/:id/check-in/:session">
        {({ id, session }) => (
          <CheckInScreen key={session} eventId={Number(id)} sessionId={Number(session)} />
        )}
      </Route>
      <Route<{ id: string; tab?: string; session?: string }> path="/:id/:tab?/:session?">
        {({ id, tab, session }) => (
          <TrainingPage
            key={id}
            eventId={Number(id)}
            tab={tab ?? null}
            sessionId={session === undefined ? null : Number(session)}
          />
        )}
      </Route>
    </Switch>
  );
}
