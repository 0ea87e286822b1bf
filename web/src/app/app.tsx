import { ErrorPage } from './error-page.tsx';
import { Providers } from './providers.tsx';
import { AppRoutes } from './routes.tsx';

export function App() {
  return (
    <Providers>
      <ErrorPage>
        <AppRoutes />
      </ErrorPage>
    </Providers>
  );
}
