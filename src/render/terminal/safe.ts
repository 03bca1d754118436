import {maskUrls} from '../../platform/secret.js'
import {printable, printableLine} from './printable.js'

/** Text that others wrote, for a screen: without the credentials of URLs and without control characters. */
export const safe = (text: string) => printable(maskUrls(text))

/** The same for what must stay on one line. */
export const safeLine = (text: string) => printableLine(maskUrls(text))
