-- How probable is a standard normal value above z, where z is not below 0?
-- Grain: one number: Hart's rational approximation (1968) as West gives it (2005), and from 7.07 on, where it ends, the
-- continued fraction of Mills' ratio.
-- Reads: its arguments.
create or replace macro normal_tail(z) as
case
    when z < 7.07106781186547
        then
            exp(-z * z / 2) * (
                ((((
                    ((3.52624965998911e-02 * z + 0.700383064443688) * z + 6.37396220353165) * z
                    + 33.912866078383
                ) * z + 112.079291497871) * z + 221.213596169931) * z + 220.206867912376)
                / (((((
                    ((8.83883476483184e-02 * z + 1.75566716318264) * z + 16.064177579207) * z
                    + 86.7807322029461
                ) * z + 296.564248779674) * z + 637.333633378831) * z
                + 793.826512519948) * z + 440.413735824752)
            )
    else
        exp(-least(z, 38) * least(z, 38) / 2)
        / (z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 5 / (z + 6 / (z + 7 / z))))))) / sqrt(2 * pi())
end;
