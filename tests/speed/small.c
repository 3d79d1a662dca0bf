/* The small model in scalar C: an array of structs, keyed chance (Philox4x32-10),
   the C library's exp and log. */

#include <math.h>
#include <stdint.h>

#define INFANT 12 /* months */

struct family {
    int64_t family_id;
    double hers, his, strain, score;
    int16_t months_since_birth, children;
    int8_t together, unemployed, in_arrears, pad;
};

struct parameters {
    double job_lost, job_found, arrears_begin, arrears_without_work, arrears_end, birth;
    double stress_carried, stress_no_work, stress_arrears, stress_infant;
    double quality_carried, quality_shock, shared, own, sensitivity;
    double base_hazard, lower_weighs, by_quality;
    double score_carried, score_stress, score_apart, score_shock;
};

/* Four words of a family and month: block 0 is hers, his, score, separation; block 1 is work, arrears, birth. */
static void draw(const struct family *f, int64_t month, uint64_t seed, uint32_t block, uint32_t w[4])
{
    uint32_t k0 = (uint32_t)seed, k1 = (uint32_t)(seed >> 32);
    w[0] = (uint32_t)f->family_id;
    w[1] = (uint32_t)(f->family_id >> 32);
    w[2] = (uint32_t)(month + 4096);
    w[3] = block;
    for (int round = 0; round < 10; round++) {
        uint64_t a = (uint64_t)0xD2511F53u * w[0], b = (uint64_t)0xCD9E8D57u * w[2];
        w[0] = (uint32_t)(b >> 32) ^ w[1] ^ k0;
        w[2] = (uint32_t)(a >> 32) ^ w[3] ^ k1;
        w[1] = (uint32_t)b;
        w[3] = (uint32_t)a;
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
}

static double uniform(uint32_t word)
{
    return (word + 0.5) / 4294967296.0;
}

static double polynomial(const double c[8], double x)
{
    double y = x * x;
    return ((c[0] + c[1] * x) + (c[2] + c[3] * x) * y)
         + ((c[4] + c[5] * x) + (c[6] + c[7] * x) * y) * (y * y);
}

/* Wichura (1988), Algorithm AS 241, PPND16. A 32-bit draw never reaches its far tail, but others may. */
static double quantile(double u)
{
    static const double middle_above[8] = {
        3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
        4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3};
    static const double middle_below[8] = {
        1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
        2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3};
    static const double outer_above[8] = {
        1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
        1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4};
    static const double outer_below[8] = {
        1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
        1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9};
    double from_middle = u - 0.5;
    if (fabs(from_middle) <= 0.425) {
        double r = 0.180625 - from_middle * from_middle;
        return from_middle * (polynomial(middle_above, r) / polynomial(middle_below, r));
    }
    double r = sqrt(-log(from_middle < 0.0 ? u : 1.0 - u)) - 1.6; /* at most 4.71 - 1.6 for a 32-bit draw */
    double size = polynomial(outer_above, r) / polynomial(outer_below, r);
    return from_middle < 0.0 ? -size : size;
}

#define CELLS 1024
#define EDGE 16 /* cells at either end in which the quantile itself is worked out */
static double quantiles[CELLS + 1];

void prepare(void)
{
    for (int i = 1; i < CELLS; i++)
        quantiles[i] = quantile(i / (double)CELLS);
}

static double normal(uint32_t word)
{
    double u = uniform(word), place = u * CELLS;
    int cell = (int)place;
    if (cell < EDGE || cell >= CELLS - EDGE)
        return quantile(u);
    return quantiles[cell] + (place - cell) * (quantiles[cell + 1] - quantiles[cell]);
}

static int separates(const struct family *f, uint32_t word, const struct parameters *p)
{
    double dip = p->sensitivity * f->strain;
    double low = fmin(f->hers, f->his) - dip, high = fmax(f->hers, f->his) - dip;
    double weighed = p->lower_weighs * low + (1.0 - p->lower_weighs) * high;
    return uniform(word) < -expm1(-p->base_hazard * exp(-p->by_quality * weighed));
}

static void live_a_month(struct family *f, int64_t month, uint64_t seed, const struct parameters *p)
{
    uint32_t shock[4], luck[4];
    draw(f, month, seed, 0, shock);
    draw(f, month, seed, 1, luck);

    double work = uniform(luck[0]);
    f->unemployed = f->unemployed ? work >= p->job_found : work < p->job_lost;
    double money = uniform(luck[1]);
    if (f->in_arrears)
        f->in_arrears = money >= p->arrears_end;
    else
        f->in_arrears = money < p->arrears_begin * (f->unemployed ? p->arrears_without_work : 1.0);

    if (f->together && f->months_since_birth >= INFANT && uniform(luck[2]) < p->birth) {
        f->children++;
        f->months_since_birth = 0;
    } else
        f->months_since_birth++;

    double load = 0.0;
    if (f->unemployed)
        load += p->stress_no_work;
    if (f->in_arrears)
        load += p->stress_arrears;
    if (f->months_since_birth < INFANT)
        load += p->stress_infant;
    f->strain = p->stress_carried * f->strain + (1.0 - p->stress_carried) * load;

    if (f->together) {
        double hers = normal(shock[0]), his = p->shared * hers + p->own * normal(shock[1]);
        f->hers = p->quality_carried * f->hers + p->quality_shock * hers;
        f->his = p->quality_carried * f->his + p->quality_shock * his;
    }
    double push = p->score_stress * f->strain + (f->together ? 0.0 : p->score_apart);
    f->score = p->score_carried * f->score + push + p->score_shock * normal(shock[2]);
    if (f->together && separates(f, shock[3], p))
        f->together = 0;
}

void live_months(struct family *families, int64_t count, int64_t first, int64_t months, uint64_t seed,
                 const struct parameters *p)
{
    for (int64_t i = 0; i < count; i++)
        for (int64_t month = first; month < first + months; month++)
            live_a_month(&families[i], month, seed, p);
}
