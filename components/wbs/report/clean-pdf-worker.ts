import { cleanPdf } from '@/lib/wbs/clean-pdf'
import { serveCleaning } from './cleaning'

serveCleaning(cleanPdf)
