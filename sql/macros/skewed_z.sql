-- How far from chance is a difference whose distribution under chance has this variance and third moment, told as a
-- normal value?
-- Grain: one number, 0 or more, whatever the sign of the difference. Pearson's type III curve with the exact first
-- three moments (Mielke and Berry 2007), turned into a normal value as Wilson and Hilferty (1931) do. The skewness is
-- heeded where the difference lies in the long tail and chance reaches farther; the short tail is taken for a normal
-- one, which is the stricter test.
-- Reads: its arguments.
create or replace macro skewed_z(difference, variance, third_moment) as
case
    when variance > 0 is not true then null
    when third_moment * sign(difference) < 1e-6 * power(variance, 1.5) then abs(difference) / sqrt(variance)
    else
        greatest(
            0,
            least(
                abs(difference) / sqrt(variance),
                6 * (cbrt(abs(difference) * abs(third_moment) / (2 * variance * variance) + 1) - 1)
                / (abs(third_moment) / power(variance, 1.5))
                + abs(third_moment) / power(variance, 1.5) / 6
            )
        )
end;
