import { type Zone, zoneFrom } from '@/lib/format'

/**
 * The zones of places abroad where exams are held (tilok luar negeri): embassies and consulates that serve Indonesians. A
 * new place is one more line.
 */
export const zonesAbroad = [
  'Africa/Cairo',
  'Africa/Johannesburg',
  'Africa/Nairobi',
  'America/Los_Angeles',
  'America/Mexico_City',
  'America/New_York',
  'America/Sao_Paulo',
  'America/Toronto',
  'Asia/Amman',
  'Asia/Bangkok',
  'Asia/Dhaka',
  'Asia/Dili',
  'Asia/Dubai',
  'Asia/Ho_Chi_Minh',
  'Asia/Hong_Kong',
  'Asia/Karachi',
  'Asia/Kolkata',
  'Asia/Kuala_Lumpur',
  'Asia/Kuching',
  'Asia/Kuwait',
  'Asia/Manila',
  'Asia/Phnom_Penh',
  'Asia/Qatar',
  'Asia/Riyadh',
  'Asia/Seoul',
  'Asia/Shanghai',
  'Asia/Singapore',
  'Asia/Taipei',
  'Asia/Tehran',
  'Asia/Tokyo',
  'Asia/Yangon',
  'Australia/Melbourne',
  'Australia/Perth',
  'Australia/Sydney',
  'Europe/Amsterdam',
  'Europe/Berlin',
  'Europe/Budapest',
  'Europe/Istanbul',
  'Europe/London',
  'Europe/Madrid',
  'Europe/Moscow',
  'Europe/Paris',
  'Europe/Rome',
  'Europe/Stockholm',
  'Europe/Vienna',
  'Pacific/Auckland',
  'Pacific/Port_Moresby',
] as const

/** Where an exam is held: in Indonesia or abroad. */
export type SiteZone = Zone | (typeof zonesAbroad)[number]

/** The zone of a site; Jakarta's for a name that is none of ours. */
export function siteZone(name: string): SiteZone {
  return zonesAbroad.find((zone) => zone === name) ?? zoneFrom(name)
}
