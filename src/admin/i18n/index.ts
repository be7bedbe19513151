import arabic from "./ar.json"
import english from "./en.json"

/** Languages Medusa's admin offers, and our texts in them: what is missing here is shown in English. */
export default {
  en: { payby: english },
  ar: { payby: arabic },
}
