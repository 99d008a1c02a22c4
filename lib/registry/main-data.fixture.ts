import type { SupplementInput } from './main-data'

/** The form of data utama with nothing in it but a reason. */
export const NO_SUPPLEMENT: Omit<SupplementInput, 'id' | 'version'> = {
  birthPlaceCode: '',
  otherIdentityKind: '',
  otherIdentityNumber: '',
  workPlace: '',
  positionClass: '',
  officialEmail: '',
  landline: '',
  postalCode: '',
  smartCardNumber: '',
  spouseCardNumber: '',
  npwpOn: null,
  healthInsuranceNumber: '',
  taspenNumber: '',
  taspenOn: null,
  housingNumber: '',
  treasuryCode: '',
  reason: 'Berkas diserahkan pegawai',
}
