import { createRoot } from 'react-dom/client'
import { DayPage } from './day-page'
import { keepPage } from './kept-page'
import { openDesk } from './outbox'
import { dressPage } from './words'

dressPage()
const place = document.getElementById('halaman')
if (place) createRoot(place).render(<DayPage />)
void openDesk()
void keepPage().catch(() => undefined) // the page goes on without it, as long as there is a network
