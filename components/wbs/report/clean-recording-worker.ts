import { cleanRecording } from '@/lib/wbs/clean-recording'
import { serveCleaning } from './cleaning'

serveCleaning(async (bytes) => cleanRecording(bytes))
