namespace Monitoring.Core.Tests;

/// <summary>What must hold of every small value type: once as equality, once as order.</summary>
internal static class ValueLaws
{
    internal static void Equality<T>(T value, T equal, T different) where T : struct, IEquatable<T>
    {
        Assert.True(value.Equals(equal) && equal.Equals(value));
        Assert.True(value.Equals((object)equal));
        Assert.Equal(value.GetHashCode(), equal.GetHashCode());
        Assert.False(value.Equals(different) || different.Equals(value));
        Assert.False(value.Equals((object?)null));
        Assert.False(value.Equals("another type"));
    }

    internal static void Order<T>(T less, T equal, T greater) where T : struct, IEquatable<T>, IComparable<T>
    {
        Equality(less, equal, greater);
        Assert.Equal(0, less.CompareTo(equal));
        Assert.True(less.CompareTo(greater) < 0);
        Assert.True(greater.CompareTo(less) > 0);
        Assert.Equal([less, equal, greater], new[] { greater, less, equal }.Order());
    }
}
