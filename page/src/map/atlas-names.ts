// The atlas shortens names; the codes of those that differ from the server's list of countries.
import { codeOfCountry } from '../meta';

const SHORTENED: Record<string, string> = {
  'United States of America': 'USA',
  'S. Sudan': 'SSD',
  'W. Sahara': 'ESH',
  Macedonia: 'MKD',
  'Dem. Rep. Congo': 'COD',
  Congo: 'COG',
  'Central African Rep.': 'CAF',
  'Bosnia and Herz.': 'BIH',
  'Dominican Rep.': 'DOM',
  "Côte d'Ivoire": 'CIV',
  'Eq. Guinea': 'GNQ',
  'Solomon Is.': 'SLB',
  'Marshall Is.': 'MHL',
  'St. Kitts and Nevis': 'KNA',
  'St. Vin. and Gren.': 'VCT',
  'Antigua and Barb.': 'ATG',
  'São Tomé and Principe': 'STP',
  'Cabo Verde': 'CPV',
  eSwatini: 'SWZ',
  Vatican: 'VAT',
  Somaliland: 'SOM',
  'N. Cyprus': 'CYP',
};

export function codeOfShape(name: string): string | null {
  return SHORTENED[name] ?? codeOfCountry(name);
}
