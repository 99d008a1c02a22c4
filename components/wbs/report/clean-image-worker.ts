import { serveCleaning } from './cleaning'
import { redrawImage } from './redraw'

serveCleaning(redrawImage)
