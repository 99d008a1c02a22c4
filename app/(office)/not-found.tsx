import { useTranslations } from 'next-intl'
import { MessagePage } from '@/components/public/message-page'
import { ButtonLink } from '@/components/ui/button'

/** 404 inside the office: the menu stays, so that the way on is at hand. */
export default function NotFound() {
  const t = useTranslations('errors.notFound')
  return (
    <MessagePage
      inShell
      icon="search-x"
      title={t('title')}
      actions={
        <ButtonLink variant="primary" href="/beranda">
          {t('officeHome')}
        </ButtonLink>
      }
    >
      <p>{t('officeText')}</p>
    </MessagePage>
  )
}
