import { Link } from 'react-router';
import { useTranslate } from '../i18n/intl.js';
import { Empty } from '../ui/states.js';

export function NotFound() {
  const t = useTranslate();
  return (
    <main className="grow">
      <Empty title={t('notFound.title')} text={t('notFound.text')}>
        <Link to="/inbox/mine">{t('notFound.back')}</Link>
      </Empty>
    </main>
  );
}
