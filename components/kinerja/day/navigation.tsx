import { Icon } from './icons'
import { t } from './words'

/** Ways out of the page: plain links, which leave it. */
export function Navigation() {
  return (
    <nav className="nav" aria-label={t('nav.label')}>
      <a href="/beranda">
        <Icon name="house" className="i l" />
        {t('nav.home')}
      </a>
      <a href="/kinerja" aria-current="page">
        <Icon name="clipboard" className="i l" />
        {t('nav.daily')}
      </a>
      <a href="/profil">
        <Icon name="person" className="i l" />
        {t('nav.profile')}
      </a>
      <a href="/kinerja/skp">
        <Icon name="target" className="i l" />
        {t('nav.plan')}
      </a>
      <a href="/bantuan">
        <Icon name="help" className="i l" />
        {t('nav.help')}
      </a>
    </nav>
  )
}
