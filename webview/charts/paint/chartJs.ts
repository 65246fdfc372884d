/** The parts of chart.js that the page uses, registered once; the bundle carries no others. */
import { BarElement, CategoryScale, Chart, LinearScale } from 'chart.js';

Chart.register(BarElement, CategoryScale, LinearScale);

export { Chart };
